// SPDX-License-Identifier: Apache-2.0

/// Quarterly incident reports and cause reports.
@NullMarked
package dev.evenkeel.server.operations.incident.report;

import org.jspecify.annotations.NullMarked;
