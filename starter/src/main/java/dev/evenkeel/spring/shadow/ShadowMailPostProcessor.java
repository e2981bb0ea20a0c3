// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.shadow;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.mail.MailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Bean post-processor that blocks mail of shadow calls unless the mail server is allowed. Wraps every mail
/// sender bean.
final class ShadowMailPostProcessor implements BeanPostProcessor {
    private final ShadowEgressPolicy egressPolicy;

    ShadowMailPostProcessor(ShadowEgressPolicy egressPolicy) {
        this.egressPolicy = egressPolicy;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof MailSender ? InterceptorProxies.proxyBean(bean, new MailSendInterceptor(name)) : bean;
    }

    /// Interceptor of one mail sender. Uses the bean's name as the destination when the sender does not
    /// expose its server.
    private final class MailSendInterceptor implements MethodInterceptor {
        private final String beanName;

        MailSendInterceptor(String beanName) {
            this.beanName = beanName;
        }

        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            if (call.getMethod().getName().equals("send")) {
                egressPolicy.requireAllowed("send mail through", server(call.getThis()));
            }
            return call.proceed();
        }

        private String server(@Nullable Object sender) {
            return sender instanceof JavaMailSenderImpl known && known.getHost() != null ? known.getHost() : beanName;
        }
    }
}
