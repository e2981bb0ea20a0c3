// SPDX-License-Identifier: Apache-2.0

/// Change reports from CI/CD: CDEvents, GitHub, GitLab, CSV and Evenkeel's own format.
@NullMarked
package dev.evenkeel.files.change;

import org.jspecify.annotations.NullMarked;
