// SPDX-License-Identifier: Apache-2.0

/// Backfill and reconciliation of the two stores of a migration.
@NullMarked
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.NullMarked;
