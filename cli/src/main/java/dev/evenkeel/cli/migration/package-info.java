// SPDX-License-Identifier: Apache-2.0

/// Command that shows the stage and reconciliation of a migration between two stores.
@NullMarked
package dev.evenkeel.cli.migration;

import org.jspecify.annotations.NullMarked;
