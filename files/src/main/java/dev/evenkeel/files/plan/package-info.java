// SPDX-License-Identifier: Apache-2.0

/// Rollout plans in JSON or YAML, read alike by the server and the CLI, with the built-in plans and the plan
/// preview format.
@NullMarked
package dev.evenkeel.files.plan;

import org.jspecify.annotations.NullMarked;
