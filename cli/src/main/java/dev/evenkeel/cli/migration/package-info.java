// SPDX-License-Identifier: Apache-2.0

/// The migration commands.
@NullMarked
package dev.evenkeel.cli.migration;

import org.jspecify.annotations.NullMarked;
