// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

import java.util.List;
import java.util.Map;

/// The result of a search for flag keys in one repository.
///
/// @param places locations by flag; empty for a flag that was not found
/// @param files number of files read
/// @param bytes number of bytes read
record CodeScan(Map<String, List<CodeLocation>> places, long files, long bytes) {
    /// A source line that contains a flag key.
    ///
    /// @param path path of the file within the repository
    /// @param line line number, from 1
    record CodeLocation(String path, long line) {
        @Override
        public String toString() {
            return path + ":" + line;
        }
    }
}
