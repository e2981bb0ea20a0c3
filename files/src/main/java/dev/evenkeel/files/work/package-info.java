// SPDX-License-Identifier: Apache-2.0

/// Work items as people and trackers write them: Evenkeel's own JSON, CSV by a map, and what GitHub, GitLab and Jira
/// export.
@NullMarked
package dev.evenkeel.files.work;

import org.jspecify.annotations.NullMarked;
