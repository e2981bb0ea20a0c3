// SPDX-License-Identifier: Apache-2.0

/// The command line: talks HTTP to a server and runs the engine offline.
@NullMarked
package dev.evenkeel.cli;

import org.jspecify.annotations.NullMarked;
