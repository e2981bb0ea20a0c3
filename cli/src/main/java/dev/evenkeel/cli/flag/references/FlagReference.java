// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.references;

import org.jspecify.annotations.Nullable;

/// A reference to a flag in a source file.
///
/// @param path path below the scanned directory, with `/`
/// @param line line number, from 1
/// @param constant name of the constant that refers to the key; null when the key itself occurs
public record FlagReference(String path, int line, @Nullable String constant) {}
