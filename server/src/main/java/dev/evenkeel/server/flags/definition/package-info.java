// SPDX-License-Identifier: Apache-2.0

/// Flag definitions without I/O: parsing, validation, comparison, and updates with their result.
@NullMarked
package dev.evenkeel.server.flags.definition;

import org.jspecify.annotations.NullMarked;
