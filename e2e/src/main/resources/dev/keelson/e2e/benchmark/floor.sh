#!/bin/bash
# The least that any tool has to do: kubeadm's own files, then its four commands as bare processes.
set -euo pipefail
configuration=$1

for phase in "certs all" "kubeconfig all" "etcd local" "control-plane all"; do
  # shellcheck disable=SC2086
  kubeadm init phase $phase --config "$configuration"
done

for component in etcd kube-apiserver kube-controller-manager kube-scheduler; do
  mapfile -t command < <(sed -n '/^  - command:/,/^    [a-z]/ s/^    - //p' \
    "/etc/kubernetes/manifests/$component.yaml")
  setsid "${command[@]}" </dev/null >"/var/log/$component.log" 2>&1 &
done
