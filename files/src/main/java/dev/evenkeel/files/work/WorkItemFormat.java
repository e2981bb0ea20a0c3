// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.work;

/// The formats of work item files.
public enum WorkItemFormat {
    /// Evenkeel's own format: an array of items as in the server's API.
    JSON,
    /// Any CSV file, with a mapping of its columns.
    CSV,
    /// Issues of GitHub's REST API, or of `gh issue list --json number,title,labels,createdAt,closedAt`.
    GITHUB,
    /// Issues of GitLab's REST API.
    GITLAB,
    /// Search results of Jira's REST API.
    JIRA,
    /// Jira's CSV export, all fields or the current ones.
    JIRA_CSV
}
