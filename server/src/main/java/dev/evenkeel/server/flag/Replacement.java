// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import java.util.List;

/// What replacing a definition did, or would do.
///
/// @param revision in force afterwards; of a dry run: the one that would be
/// @param changed false when the new definition says the same as the old one; then there is no new revision
/// @param added keys of flags that are new
/// @param altered keys of flags that say something else
/// @param removed keys of flags that are gone
public record Replacement(
        long revision, boolean changed, List<String> added, List<String> altered, List<String> removed) {
    public Replacement {
        added = List.copyOf(added);
        altered = List.copyOf(altered);
        removed = List.copyOf(removed);
    }
}
