// SPDX-License-Identifier: Apache-2.0

/// Commands that look after the flags of a server: list and edit them, kill, schedule, compare, go back.
@NullMarked
package dev.evenkeel.cli.flag.edit;

import org.jspecify.annotations.NullMarked;
