// SPDX-License-Identifier: Apache-2.0

/// The `demo` command, which the CLI loads by name without compiling against it.
@NullMarked
package dev.evenkeel.examples.demo;

import org.jspecify.annotations.NullMarked;
