/// Issue terms weighed by rarity and brought to length 1: the dot product of two is their likeness, 0 to 1.
package struct IssueVector: Sendable {
    package struct Element: Sendable {
        package var key: UInt32
        package var weight: Float
    }

    /// By rising key.
    package var elements: [Element]
    package var category: UInt32

    package init(_ terms: IssueTerms, _ frequencies: TermFrequencies) {
        category = terms.category
        elements = terms.terms.map { Element(key: $0.key, weight: $0.weight * frequencies.rarity($0.key)) }
        let length = elements.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
        guard length > 0 else {
            elements = []
            return
        }
        let topicShare = ClusterRule.topicShare(terms.topics)
        let scale = (1 - topicShare).squareRoot() / length
        for place in elements.indices { elements[place].weight *= scale }
        guard topicShare > 0.01 else { return }
        for share in terms.topics.shares {
            let weight = share.weight * topicShare.squareRoot()
            elements.append(Element(key: IssueTermExtractor.key(topic: share.topic), weight: weight))
        }
        elements.sort { $0.key < $1.key }
    }
}
