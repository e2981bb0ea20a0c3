// SPDX-License-Identifier: Apache-2.0

/// Decision records as Markdown (MADR 4): read, write and number them.
@NullMarked
package dev.evenkeel.files.adr;

import org.jspecify.annotations.NullMarked;
