// SPDX-License-Identifier: Apache-2.0

/// Commands that work on flag definitions without editing them on the server: evaluate, import from other
/// systems, find references and stale flags, and run JsonLogic rules. They evaluate locally with the classes
/// that the SDK and the server use.
@NullMarked
package dev.evenkeel.cli.flag;

import org.jspecify.annotations.NullMarked;
