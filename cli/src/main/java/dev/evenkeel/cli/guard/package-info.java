// SPDX-License-Identifier: Apache-2.0

/// The guard on the command line: evidence computed from counts, by the classes that the server uses.
@NullMarked
package dev.evenkeel.cli.guard;

import org.jspecify.annotations.NullMarked;
