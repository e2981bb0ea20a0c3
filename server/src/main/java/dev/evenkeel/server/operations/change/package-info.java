// SPDX-License-Identifier: Apache-2.0

/// Changes to production that other tools carry out: ingestion from CI/CD, outcome, DORA metrics, and the cost
/// and benefit of gates.
@NullMarked
package dev.evenkeel.server.operations.change;

import org.jspecify.annotations.NullMarked;
