// SPDX-License-Identifier: Apache-2.0

/// Commands about rollback plans and their drills.
@NullMarked
package dev.evenkeel.cli.drill;

import org.jspecify.annotations.NullMarked;
