// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.togglz;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.evenkeel.benchmarks.contest.EvaluationScenario;
import dev.evenkeel.benchmarks.contest.ScenarioSupport;
import java.util.Set;
import org.togglz.core.Feature;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.activation.UserRoleActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.SimpleFeatureUser;
import org.togglz.core.user.thread.ThreadLocalUserProvider;

/// Togglz in memory. Its rule evaluates the user's roles, so the country is passed as one. An evaluation
/// takes no context: the user is bound to the thread around the evaluations that need one.
public final class TogglzContender implements Contender {
    enum Flag implements Feature {
        STATIC,
        RULE,
        SPLIT
    }

    private final FeatureManager manager = FeatureManagerBuilder.begin()
            .featureEnum(Flag.class)
            .stateRepository(new InMemoryStateRepository())
            .userProvider(new ThreadLocalUserProvider())
            .build();

    /// Enables the flags.
    public TogglzContender() {
        manager.setFeatureState(new FeatureState(Flag.STATIC, true));
        manager.setFeatureState(new FeatureState(Flag.RULE, true)
                .setStrategyId(UserRoleActivationStrategy.ID)
                .setParameter(UserRoleActivationStrategy.PARAM_ROLES_NAME, "CH"));
        manager.setFeatureState(new FeatureState(Flag.SPLIT, true)
                .setStrategyId(GradualActivationStrategy.ID)
                .setParameter(GradualActivationStrategy.PARAM_PERCENTAGE, "50"));
    }

    @Override
    public String name() {
        return "Togglz";
    }

    @Override
    public Class<?> library() {
        return FeatureManager.class;
    }

    @Override
    public ScenarioSupport supportFor(EvaluationScenario scenario) {
        return scenario == EvaluationScenario.SPLIT ? ScenarioSupport.SPLIT_ALONE : ScenarioSupport.WHOLE;
    }

    @Override
    public boolean isStaticOn(String user, String country) {
        return manager.isActive(Flag.STATIC);
    }

    @Override
    public boolean isRuleOn(String user, String country) {
        return isOn(Flag.RULE, user, country);
    }

    @Override
    public boolean isSplitOn(String user, String country) {
        return isOn(Flag.SPLIT, user, country);
    }

    @Override
    public void close() {}

    private boolean isOn(Flag flag, String user, String country) {
        ThreadLocalUserProvider.bind(new SimpleFeatureUser(user)
                .setAttribute(UserRoleActivationStrategy.USER_ATTRIBUTE_ROLES, Set.of(country)));
        try {
            return manager.isActive(flag);
        } finally {
            ThreadLocalUserProvider.release();
        }
    }
}
