// SPDX-License-Identifier: Apache-2.0

/// Weekly SLO summaries for reports.
@NullMarked
package dev.evenkeel.server.operations.slo.history;

import org.jspecify.annotations.NullMarked;
