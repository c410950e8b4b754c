import ComplaintModel

/// A real message with its title, which is not indexed: the title is a query whose one right answer is the text.
struct Message {
    let title: String
    let text: String
    /// What the index calls it.
    var id: Int64 = 0
}

extension DataOptions {
    func messages(in file: String) throws -> [Message] {
        var messages: [Message] = []
        try forEachObject(in: file) { object in
            let message = Message(
                title: object.string("title"), text: object.string("text"), id: Int64(messages.count + 1))
            if !message.text.isEmpty && !message.title.isEmpty { messages.append(message) }
        }
        return messages
    }
}
