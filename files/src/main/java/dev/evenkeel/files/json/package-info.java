// SPDX-License-Identifier: Apache-2.0

/// JSON reading with all validation errors at once, each with a JSON pointer and a remedy. All parsers of
/// `files` use it.
@NullMarked
package dev.evenkeel.files.json;

import org.jspecify.annotations.NullMarked;
