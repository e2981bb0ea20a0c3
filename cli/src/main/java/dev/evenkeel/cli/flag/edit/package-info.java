// SPDX-License-Identifier: Apache-2.0

/// Commands that edit the flags of a server: list, set, disable, schedule, compare, copy, revert and restore.
@NullMarked
package dev.evenkeel.cli.flag.edit;

import org.jspecify.annotations.NullMarked;
