// SPDX-License-Identifier: Apache-2.0

/// Changes to production made by other tools: ingestion of reports from CI/CD, outcomes, DORA metrics, and the
/// cost and benefit of gates.
@NullMarked
package dev.evenkeel.server.operations.change;

import org.jspecify.annotations.NullMarked;
