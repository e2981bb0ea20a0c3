// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import org.jspecify.annotations.Nullable;

/// A place that refers to a flag.
///
/// @param path below the directory that was scanned, with `/`
/// @param line from 1
/// @param constant name of the constant that stands there for the key; null when the key itself does
public record FlagReference(String path, int line, @Nullable String constant) {}
