// SPDX-License-Identifier: Apache-2.0

/// Migrations between two stores: staged reads and writes, backfill, reconciliation passes and their reports.
@NullMarked
package dev.evenkeel.sdk.internal.migration;

import org.jspecify.annotations.NullMarked;
