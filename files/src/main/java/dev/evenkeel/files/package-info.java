// SPDX-License-Identifier: Apache-2.0

/// Files that people write, in JSON or YAML, read in one way by the server and the command line.
@NullMarked
package dev.evenkeel.files;

import org.jspecify.annotations.NullMarked;
