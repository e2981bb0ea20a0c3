// SPDX-License-Identifier: Apache-2.0

/// Rollout plans as people write them, read in one way by the server and the command line: every fault at once, each
/// with its JSON pointer and remedy.
@NullMarked
package dev.evenkeel.files.plan;

import org.jspecify.annotations.NullMarked;
