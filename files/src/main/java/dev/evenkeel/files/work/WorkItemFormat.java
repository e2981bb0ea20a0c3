// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

/// Formats of files of work items.
public enum WorkItemFormat {
    /// Evenkeel's own: an array of items as the server takes them.
    JSON,
    /// Any CSV file, by a map of its columns.
    CSV,
    /// Issues of GitHub's REST API, or of `gh issue list --json number,title,labels,createdAt,closedAt`.
    GITHUB,
    /// Issues of GitLab's REST API.
    GITLAB,
    /// A search of Jira's REST API.
    JIRA,
    /// Jira's CSV export, all fields or the current ones.
    JIRA_CSV
}
