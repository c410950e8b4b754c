import ComplaintIndex

/// The statements of Index/queries/clusters.sql.
enum ClusterSQL: String, NamedSQL {
    case openProfiles = "open-profiles"
    case adoptProfiles = "adopt-profiles"
    case profileOfCluster = "profile-of-cluster"
    case profilesOfMerchant = "profiles-of-merchant"
    case writeProfile = "write-profile"
    case deleteProfile = "delete-profile"
    case clusterRedirect = "cluster-redirect"
    case writeClusterRedirect = "write-cluster-redirect"
    case moveClusterRedirects = "move-cluster-redirects"
    case deleteClusterRedirect = "delete-cluster-redirect"
    case allClusterRedirects = "all-cluster-redirects"
    case nameOfMerchant = "name-of-merchant"
    case issueOfComplaint = "issue-of-complaint"
    case versionOfComplaint = "version-of-complaint"
    case deleteProfileElsewhere = "delete-profile-elsewhere"
    case deleteProfiles = "delete-profiles"
    case readTermFrequencies = "read-term-frequencies"
    case writeTermFrequencies = "write-term-frequencies"
    case readTermDocuments = "read-term-documents"
    case writeTermDocuments = "write-term-documents"
}
