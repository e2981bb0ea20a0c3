// SPDX-License-Identifier: Apache-2.0

/// YAML reading and writing with bounds on size, depth and aliases.
@NullMarked
package dev.evenkeel.files.yaml;

import org.jspecify.annotations.NullMarked;
