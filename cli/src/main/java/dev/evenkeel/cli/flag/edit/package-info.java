// SPDX-License-Identifier: Apache-2.0

/// Commands that edit the flags of a server: create, update, enable, disable, schedule, compare, copy and revert.
@NullMarked
package dev.evenkeel.cli.flag.edit;

import org.jspecify.annotations.NullMarked;
