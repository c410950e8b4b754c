/// What a complaint says of its issue, brought to length 1: the dot product of two is their likeness, 0 to 1.
///
/// Three parts, each of a length of its own, so that a long text drowns none: words by rarity, issues named, topics.
package struct IssueVector: Sendable {
    package struct Element: Sendable {
        package var key: UInt32
        package var weight: Float
    }

    /// By rising key.
    package private(set) var elements: [Element]
    package var category: UInt32

    package init(_ terms: IssueTerms, _ frequencies: TermFrequencies) {
        category = terms.category
        elements = []
        let words = Part(terms.terms, frequencies)
        let issues = Part(terms.issues, frequencies)
        guard words.length > 0 || issues.length > 0 else { return }
        let topicShare = ClusterRule.topicShare(terms.topics)
        let issueShare = issues.length == 0 ? 0 : words.length == 0 ? 1 : ClusterRule.issueShare
        elements.reserveCapacity(words.elements.count + issues.elements.count + terms.topics.shares.count)
        append(words.elements, (1 - topicShare) * (1 - issueShare), length: words.length)
        append(issues.elements, (1 - topicShare) * issueShare, length: issues.length)
        if topicShare > 0 {
            let topics = terms.topics.shares.map {
                Element(key: IssueTermExtractor.key(topic: $0.topic), weight: $0.weight)
            }
            append(topics, topicShare, length: 1)
        }
        elements.sort { $0.key < $1.key }
    }

    /// The vector with each element multiplied by a factor, not brought to length 1 again.
    func scaled(by factor: (Int) -> Float) -> IssueVector {
        var scaled = self
        for place in elements.indices { scaled.elements[place].weight *= factor(place) }
        return scaled
    }

    private mutating func append(_ part: [Element], _ share: Float, length: Float) {
        guard length > 0 else { return }
        let scale = share.squareRoot() / length
        for element in part { elements.append(Element(key: element.key, weight: element.weight * scale)) }
    }

    /// Terms weighed by rarity.
    private struct Part {
        let elements: [Element]
        let length: Float

        init(_ terms: [IssueTerms.Term], _ frequencies: TermFrequencies) {
            elements = terms.map { Element(key: $0.key, weight: $0.weight * frequencies.rarity($0.key)) }
            length = elements.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
        }
    }
}
