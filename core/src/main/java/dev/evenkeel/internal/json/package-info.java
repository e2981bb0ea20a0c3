// SPDX-License-Identifier: Apache-2.0

/// JSON as an immutable tree whose nodes know where they stand. Not API.
@NullMarked
package dev.evenkeel.internal.json;

import org.jspecify.annotations.NullMarked;
