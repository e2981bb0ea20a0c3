// SPDX-License-Identifier: Apache-2.0

/// JSON reading with all validation errors at once, each with a JSON pointer and a remedy. All parsers of
/// `files` use it: [dev.evenkeel.files.json.RecordBinder] for documents that are records,
/// [dev.evenkeel.files.json.JsonObjectReader] for others.
@NullMarked
package dev.evenkeel.files.json;

import org.jspecify.annotations.NullMarked;
