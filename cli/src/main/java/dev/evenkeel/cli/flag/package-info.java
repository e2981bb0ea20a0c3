// SPDX-License-Identifier: Apache-2.0

/// Flags and their rules on the command line: evaluated here, by the classes that services and the server use.
@NullMarked
package dev.evenkeel.cli.flag;

import org.jspecify.annotations.NullMarked;
