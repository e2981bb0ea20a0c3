// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.flag;

import java.util.Collections;
import java.util.Map;

/// A flag definition that has been read.
///
/// @param flags by key, in the order of the document
/// @param metadata of the flag set; values are scalars
record Definition(Map<String, WatchedFlag> flags, Map<String, Object> metadata) {
    Definition {
        flags = Collections.unmodifiableMap(flags);
        metadata = Collections.unmodifiableMap(metadata);
    }
}
