// SPDX-License-Identifier: Apache-2.0

/// Scripts of the demo: what happens in each phase and what the user sees.
@NullMarked
package dev.evenkeel.examples.demo.story;

import org.jspecify.annotations.NullMarked;
