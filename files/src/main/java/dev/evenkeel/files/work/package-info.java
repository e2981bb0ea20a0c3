// SPDX-License-Identifier: Apache-2.0

/// Work items from Evenkeel's JSON, CSV, and exports of GitHub, GitLab and Jira.
@NullMarked
package dev.evenkeel.files.work;

import org.jspecify.annotations.NullMarked;
