// SPDX-License-Identifier: Apache-2.0

/// Migration of the ledger to another database, stage by stage: double writes, backfill, reconciliation and
/// repair.
@NullMarked
package dev.evenkeel.examples.payments.migration;

import org.jspecify.annotations.NullMarked;
