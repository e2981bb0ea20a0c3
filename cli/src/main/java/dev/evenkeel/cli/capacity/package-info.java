// SPDX-License-Identifier: Apache-2.0

/// Commands about where time goes.
@NullMarked
package dev.evenkeel.cli.capacity;

import org.jspecify.annotations.NullMarked;
