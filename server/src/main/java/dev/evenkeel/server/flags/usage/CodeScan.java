// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import java.util.List;
import java.util.Map;

/// What a search of one repository for the keys of flags found.
///
/// @param places by flag; empty for a flag that was looked for in vain
/// @param files number of files read
/// @param bytes read
record CodeScan(Map<String, List<CodeLocation>> places, long files, long bytes) {
    /// A line that names a flag.
    ///
    /// @param path of the file within the repository
    /// @param line from 1 on
    record CodeLocation(String path, long line) {
        @Override
        public String toString() {
            return path + ":" + line;
        }
    }
}
