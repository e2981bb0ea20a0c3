// SPDX-License-Identifier: Apache-2.0

/// Immutable JSON tree whose nodes know their position in the text, with parser and writer. Internal; not
/// exported by the module.
@NullMarked
package dev.evenkeel.core.json;

import org.jspecify.annotations.NullMarked;
