// SPDX-License-Identifier: Apache-2.0

/// The demo: real processes, real messages, and the main job of a change played in two acts.
@NullMarked
package dev.evenkeel.cli.demo;

import org.jspecify.annotations.NullMarked;
