// SPDX-License-Identifier: Apache-2.0

/// Reconciliation passes of migrations as reported by services, and the status of each migration. The guard
/// decides what follows from them.
@NullMarked
package dev.evenkeel.server.rollouts.migration;

import org.jspecify.annotations.NullMarked;
