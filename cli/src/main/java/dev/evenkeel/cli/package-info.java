// SPDX-License-Identifier: Apache-2.0

/// The command line: `EvenkeelCli` builds the command tree, help and shell completion. Register a new command
/// group here.
@NullMarked
package dev.evenkeel.cli;

import org.jspecify.annotations.NullMarked;
