package org.haidang.server.identity;

/** Whether what a person may do demands more than a password. */
@FunctionalInterface
public interface SecondFactorRule {
    boolean required(String userId);
}
