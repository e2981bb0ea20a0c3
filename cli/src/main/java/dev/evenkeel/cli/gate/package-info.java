// SPDX-License-Identifier: Apache-2.0

/// Commands about what has to be so before a change goes on: gates, freezes, stop-the-line.
@NullMarked
package dev.evenkeel.cli.gate;

import org.jspecify.annotations.NullMarked;
