// SPDX-License-Identifier: Apache-2.0

/// Commands for rollback plans and rollback drills.
@NullMarked
package dev.evenkeel.cli.drill;

import org.jspecify.annotations.NullMarked;
